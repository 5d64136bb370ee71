/** An error whose message is all that the person needs: no stack is shown. */
class Explained extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

class Interrupted extends Explained {
  constructor() {
    super("Interrupted.", 130);
  }
}

/**
 * Runs a command's work and turns what it gives back, or throws, into the exit code.
 * @param {(args: string[]) => Promise<number | undefined>} work
 */
function start(work) {
  work(process.argv.slice(2)).then(
    (code) => (process.exitCode = code ?? 0),
    (/** @type {unknown} */ error) => {
      console.error(error instanceof Explained ? error.message : error);
      process.exitCode = error instanceof Explained ? error.exitCode : 1;
    },
  );
}

module.exports = { Explained, Interrupted, start };
