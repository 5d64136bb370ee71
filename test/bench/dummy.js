/**
 * A primitive that stays stopped, in the words of the package, of crm and of the CIB.
 * @param {number} i
 */
function dummy(i) {
  const id = `commit-${i}`;
  const pair = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {string} */ value) =>
    `<${kind} id="${id}-${kind}"><nvpair id="${id}-${kind}-${name}" name="${name}" value="${value}"/></${kind}>`;
  const pairs = pair("meta_attributes", "target-role", "Stopped") + pair("instance_attributes", "fake", "first");
  return {
    args: { cibId: id, agent: "ocf:pacemaker:Dummy", params: { fake: "first" }, meta: { "target-role": "Stopped" } },
    statement: `primitive ${id} ocf:pacemaker:Dummy params fake=first meta target-role=Stopped`,
    element: `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${pairs}</primitive>`,
  };
}

module.exports = { dummy };
