import { isSecretName } from "../../../provider/cib/terms";

test.each([
  "passwd",
  "ilo_password",
  "test_pass",
  "snmp_priv_passwd",
  "community",
  "erlang_cookie",
  "hexadecimal_kg",
  "secret",
  "secret_key",
  "token",
  "api_token",
  "apikey",
  "api_key",
  "access_key",
  "private-key",
  "auth_key",
  "passphrase",
  "params.passwd",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  "ip",
  "timeout",
  "bypass",
  "smb_passdb_backend",
  "key_file",
  "keyfile",
  "passwd_script",
  "snmp_priv_passwd_script",
  "erlang_cookie_file",
  "token_timeout",
  "no_password",
  "check_passwd_use_empty",
  "auth_type",
  "snmp_auth_prot",
  "params.token_timeout",
])("%s is not", (name) => {
  expect(isSecretName(name)).toBe(false);
});
