/**
 * A check that is killed, by a kernel without memory say, has found nothing, which is no consent: it is made again, and
 * where it is killed each time that is an error about the file that nobody has checked.
 */
export const verifiedShell = `
insist() {
  check=$1
  shift
  for attempt in 1 2 3; do
    found=$("$@" 2>&1)
    ended=$?
    [ $ended -ge 128 ] || break
  done
  [ -z "$found" ] || printf '%s\\n' "$found"
  [ $ended -lt 128 ] || echo "ERROR: $check was killed each time (exit status $ended): does the host lack memory?"
}
verified() { insist "crm_verify of $1" crm_verify --xml-file "$1" --verbose; }
`;
