import { contextOf, showInfo, showStatus, showWarning } from "../engine";
import { secrets } from "./secrets";
import type { Properties } from "./properties";

/** Milliseconds after which the display says once more what is waited for. */
const signOfLife = 5000;

export interface Display {
  progress: (what: string) => void;
  info: (what: string) => void;
  warn: (what: string) => void;
}

/** What is said of a resource while a call of the engine lasts, in the engine's own display and without secrets. */
export function displayOf(properties: Properties, label: string): Display {
  const subject = { urn: contextOf(properties).urn, label };
  const hide = (text: string) => secrets.hide(text, properties);
  const began = Date.now();
  let shown = { what: "", at: 0 };
  return {
    progress: (what) => {
      // Each look at the cluster reports; the display wants what is new, and a sign of life now and then.
      if (what === shown.what && Date.now() - shown.at < signOfLife) return;
      shown = { what, at: Date.now() };
      showStatus(subject, hide(`${what} (${Math.round((Date.now() - began) / 1000)} s)`));
    },
    info: (what) => {
      showInfo(subject, hide(what));
    },
    warn: (what) => {
      showWarning(subject, hide(what));
    },
  };
}
