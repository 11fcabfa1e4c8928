// The learner's player and how it describes, for the editor in Studio: a file of its own, loaded
// when an author watches the film there.
import { describe } from "../learner/described.js";
import { playerOf } from "../learner/player.js";

window.EmpathyPlayers = { describe, playerOf };
