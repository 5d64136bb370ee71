/** @typedef {"none" | "one" | "all"} Changed in which primitives the field is another than at first */

/**
 * The value of the field that changes.
 * @param {number} i the primitive's number, from 1 on
 * @param {Changed} changed
 */
const field = (i, changed) => (changed === "all" ? "third" : changed === "one" && i === 1 ? "second" : "first");

module.exports = { field };
