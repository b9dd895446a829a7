/** The privacy page: a letter in the language the conversation is held in. */

import { languageOf, say, speak, speakAsBefore } from "./words.js";

speakAsBefore();
await speak(languageOf(document.documentElement.lang));
document.title = say("page.privacy_title");
