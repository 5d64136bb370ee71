import { toMembers } from "./happenings";
import { sharedTrial } from "./trial";

const on = sharedTrial();

test.each(Object.entries(toMembers))("in the middle of a run %s", (_, happening) => on().survives(happening));
