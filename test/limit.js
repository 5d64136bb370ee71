/* global jest */
// Longer than the provider waits for anything (5 min): what it waited for is said by its own error, not by this limit.
jest.setTimeout(480_000);
