/** What one check of this machine found. `finding` and `remedy` are for people; `name` and `state` also for scripts. */
export interface MachineCheck {
  name: string;
  /** `good`; `limited`: Hydrant works, but not all of it; `bad`: Hydrant cannot capture or store without it; `absent`: a log that other machines have. */
  state: 'good' | 'limited' | 'bad' | 'absent';
  finding: string;
  /** What mends it: a command where one does. null when nothing needs mending, or nothing can. */
  remedy: string | null;
}

export function good(name: string, finding: string): MachineCheck {
  return { name, state: 'good', finding, remedy: null };
}

export function limited(name: string, finding: string, remedy: string | null): MachineCheck {
  return { name, state: 'limited', finding, remedy };
}

export function bad(name: string, finding: string, remedy: string | null): MachineCheck {
  return { name, state: 'bad', finding, remedy };
}
