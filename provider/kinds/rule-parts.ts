import { child, element, idOf, type Element } from "../cib/element";
import { attributeValue, scalarOf, spelled, textOf, todays } from "../cib/meaning";
import { children, numbered } from "./child-parts";
import type { Expression, Rule, RuleValue } from "./rules";

const asText = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value === undefined ? undefined : attributeValue(name, textOf(value)),
    ]),
  );

const made = (name: string, id: string, values: Readonly<Record<string, unknown>>, children: readonly Element[] = []) =>
  element(name, { id, ...asText(values) }, children);

/** As crm calls what is in a rule: all comparisons alike, whatever they are about. */
function usualIds(rule: string, areRules: readonly boolean[]): string[] {
  const before = (i: number) => areRules.slice(0, i).filter((each) => each === areRules[i]).length;
  return areRules.map((isRule, i) => numbered(`${rule}-${isRule ? "rule" : "expression"}`, before(i)));
}

const isRule = (each: Expression): each is RuleValue => "all" in each || "any" in each;

function printAll(all: readonly Expression[], rule: string): Element[] {
  const ids = usualIds(rule, all.map(isRule));
  return all.map((each, i) => printExpression(each, each.id ?? ids[i] ?? rule));
}

function printExpression(each: Expression, id: string): Element {
  if ("attribute" in each) {
    const { attribute, operation, value, type, valueSource } = each;
    return made("expression", id, { attribute, operation, value, type, "value-source": valueSource });
  }
  if ("date" in each) {
    const { date, start, end, duration, spec } = each;
    return made("date_expression", id, { operation: date, start, end }, [
      ...(duration ? [made("duration", `${id}-duration`, duration)] : []),
      ...(spec ? [made("date_spec", `${id}-date_spec`, spec)] : []),
    ]);
  }
  if ("resource" in each) return made("rsc_expression", id, each.resource);
  if ("operationName" in each) return made("op_expression", id, { name: each.operationName, interval: each.interval });
  return printRule(each, id);
}

function printRule({ all, any, score, scoreAttribute, role }: RuleValue, id: string): Element {
  return made(
    "rule",
    id,
    { score, "score-attribute": scoreAttribute, role, ...(any && { "boolean-op": "or" }) },
    printAll(all ?? any ?? [], id),
  );
}

const printRules = (rules: readonly Rule[], parent: string): Element[] =>
  rules.map((each, i) => printRule(each, each.id ?? numbered(`${parent}-rule`, i)));

const ownId = (live: Element, usual: string) => (live.attributes["id"] === usual ? {} : { id: live.attributes["id"] });

const present = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const fieldsOf = ({ attributes: { id: _, ...others } }: Element) => others;

const numbersOf = (live: Element) =>
  Object.fromEntries(Object.entries(fieldsOf(live)).map(([unit, text]) => [unit, scalarOf(text)]));

function parseExpression(live: Element, usual: string): unknown {
  const { attributes } = live;
  const own = ownId(live, usual);
  switch (live.name) {
    case "expression": {
      const { attribute, operation, value, type, "value-source": valueSource } = live.attributes;
      const scalar = value === undefined ? undefined : scalarOf(value);
      return present({ attribute, operation, value: scalar, type, valueSource, ...own });
    }
    case "date_expression": {
      const [duration, spec] = ["duration", "date_spec"].map((tag) => child(live, tag));
      const { operation: date, ...others } = fieldsOf(live);
      return present({
        date,
        ...others,
        duration: duration && numbersOf(duration),
        spec: spec && numbersOf(spec),
        ...own,
      });
    }
    case "rsc_expression":
      return { resource: fieldsOf(live), ...own };
    case "op_expression":
      return present({ operationName: attributes["name"], interval: attributes["interval"], ...own });
    default:
      return parseRule(live, usual);
  }
}

function parseRule(live: Element, usual: string): unknown {
  const { "boolean-op": operator, "score-attribute": scoreAttribute, score, role } = live.attributes;
  const ids = usualIds(
    idOf(live),
    live.children.map(({ name }) => name === "rule"),
  );
  return present({
    score: score === undefined ? undefined : spelled("score", score),
    scoreAttribute,
    role: role && todays("role", role),
    [operator === "or" ? "any" : "all"]: live.children.map((each, i) => parseExpression(each, ids[i] ?? "")),
    ...ownId(live, usual),
  });
}

/** The one rule of a set. */
export const rulePart = children<Rule>(
  "rule",
  (value, parent) => printRules([value], parent),
  ([live], parent) => live && parseRule(live, `${parent}-rule`),
);

export const rulesPart = children<readonly Rule[]>("rule", printRules, (all, parent) =>
  all.map((each, i) => parseRule(each, numbered(`${parent}-rule`, i))),
);
