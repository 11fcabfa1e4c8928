import { start } from "./unit.js";

window.EmpathyLearner = start;
