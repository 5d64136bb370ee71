/** What every step of the work on machines is given. */
export interface Doing {
  /** Milliseconds since the epoch at which waiting ends. */
  deadline: number;
  progress: (what: string) => void;
  warn: (what: string) => void;
}
