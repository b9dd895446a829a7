"""The settings of the service that is asked where a parcel is: which one, and the key it gave the shop."""

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.settings_section import Section, WebAddress

TRACKING_KEY_VARIABLE = "AMENDS_TRACKING_KEY"
"""The environment variable that stands above tracking.key, so that it need not be written into a file."""


class Tracking(Section):
    """Where parcels are followed. Without a service, what the seller's files say of them is all that is known."""

    service: Literal["none", "17track", "aftership"] = "none"
    key: Annotated[str, Field(repr=False)] = ""
    base_url: WebAddress = ""

    @field_validator("key")
    @classmethod
    def _for_the_service(cls, key: str, info: ValidationInfo) -> str:
        service = info.data.get("service", "none")
        if service != "none" and not key:
            raise ValueError(f"{service} answers nobody without one; put it into {TRACKING_KEY_VARIABLE}.")
        return key
