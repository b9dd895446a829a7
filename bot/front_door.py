"""The port a shop listens on, taken before anything else is begun."""

import socket

from bot.errors import PortTaken


def front_door(host: str, port: int) -> socket.socket:
    """Take the port before anything else is begun, so that a taken one is one clear sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, UnicodeError) as error:  # taken, not allowed, or no name of this machine
        door.close()
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise PortTaken(
            f"{host}:{port} cannot be opened ({why}). Stop what uses it, or choose another port in [web] of a config.toml."
        ) from None
    door.listen(2048)
    return door
