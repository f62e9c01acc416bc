// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/privacy/secrets.h"

#include <doctest/doctest.h>

#include <string>

#include "indexer/privacy/email_address.h"

namespace funnel {
namespace {

/// What is found, one "kind:text" each.
std::string Found(const std::string& text) {
  std::string line;
  for (const privacy::Secret& secret : privacy::FindSecrets(text)) {
    if (!line.empty()) line += ' ';
    line += secret.kind == privacy::SecretKind::kPrivateKey ? "key:"
            : secret.kind == privacy::SecretKind::kPassword ? "password:"
                                                            : "token:";
    std::string shown = text.substr(secret.begin, secret.end - secret.begin);
    line += shown.size() > 24 ? shown.substr(0, 10) + "+" : shown;
  }
  return line;
}

/// Keys are put together here, so that no scanner of repositories takes them for real ones.
std::string Key(const std::string& prefix, std::size_t length) {
  std::string key = prefix;
  for (std::size_t i = 0; i < length; ++i) key += "a1B9c8D7eZ5fQ3gK"[i * 7 % 16];
  return key;
}

TEST_CASE("FindSecrets: passwords in assignments") {
  const struct {
    const char* text;
    const char* found;
  } kRows[] = {
      {"password=Winter2024!", "password:Winter2024!"},
      {"Password: Winter2024! works", "password:Winter2024!"},
      {"`mysql --password=hunter22 -u root`", "password:hunter22"},
      {"DB_PASSWORD='s3cr-et9Xy'", "password:s3cr-et9Xy"},
      {"\"password\": \"qW3rty77\",", "password:qW3rty77"},
      {"dbPassword = qW3rty77", "password:qW3rty77"},
      {"Server=x;Uid=sa;Pwd=qW3rty77;", "password:qW3rty77"},
      {"密码：Abcd7788x", "password:Abcd7788x"},
      {"パスワード: Abcd7788x です", "password:Abcd7788x"},
      {"รหัสผ่าน: Abcd7788x", "password:Abcd7788x"},
      {"mật khẩu = Abcd7788x", "password:Abcd7788x"},
      {"kata sandi: Abcd7788x", "password:Abcd7788x"},
      {"https://anna:qW3rty77@db.internal/x", "password:qW3rty77"},
      {"client_secret=Zk8q0PfnY3mTbW1x", "password:Zk8q0PfnY3mTbW1x"},
      {"AccountKey=Zk8q0PfnY3mTbW1xKf93==;Endpoint", "password:Zk8q0PfnY3mTbW1xKf93=="},
      // Placeholders, samples, code and prose are none.
      {"password=<password>", ""},
      {"password=$PASSWORD", ""},
      {"password={{ .Values.pw1 }}", ""},
      {"password=********", ""},
      {"password=xxxxxxxx", ""},
      {"password=P@ssw0rd1", ""},
      {"password=MyPassword1", ""},
      {"password=your-password-1", ""},
      {"password: the one from 2019, if you know it", ""},
      {"Password: see below", ""},
      {"password = getpass.getpass('Password1')", ""},
      {"password: spec.template.password2", ""},
      {"PublicKeyToken=b77a5c561934e089", ""},
      {"token = strtok(NULL, seps)", ""},
      {"passwordless = trueish99", ""},
      {"secret: my-app-secret-2", ""},
      {"Enter the password:\n12ab34cd is the example", ""},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(Found(row.text) == row.found);
  }
}

TEST_CASE("FindSecrets: tokens by their shape") {
  const std::string jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.SflKxwRJSMeKKF2QT4fwpM";
  const struct {
    std::string text;
    std::string found;
  } rows[] = {
      {"use " + jwt + " here", "token:eyJhbGciOi+"},
      {"Authorization: Bearer " + Key("", 24), "token:" + Key("", 24)},
      {"curl -H 'authorization: bearer " + Key("", 30) + "'", "token:" + Key("", 10) + "+"},
      {Key("ghp_", 36), "token:ghp_" + Key("", 6) + "+"},
      {"id AKIA"
       "QZ7PLM2XK9RT4B8W in the log",
       "token:AKIAQZ7PLM2XK9RT4B8W"},
      {"https://x.blob/a?se=1&sig=" + Key("", 44), "token:" + Key("", 10) + "+"},
      {"AKIAIOSFODNN7EXAMPLE", ""},
      {"Bearer <token>", ""},
      {"a bearer of bad news, whoever sent it", ""},
      {"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ""},
      {"eyJhbGciOi.not.one", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(Found(row.text) == row.found);
  }
}

TEST_CASE("FindSecrets: private keys, where there is a key") {
  const std::string begin = std::string("-----BEGIN RSA PRIV") + "ATE KEY-----\n";
  const std::string end = std::string("-----END RSA PRIV") + "ATE KEY-----\n";
  CHECK(Found(begin + Key("", 64) + "\n" + Key("", 64) + "\n" + end) == "key:-----BEGIN+");
  CHECK(Found(begin + "...\n" + end).empty());
  CHECK(Found("the file begins with " + begin).empty());
}

TEST_CASE("FindSecrets: hostile texts take no more than their length's time") {
  for (const char* part : {"a@b.c ", "password=", "password: :::", "-----BEGIN PRIVATE KEY-----",
                           "sk-ant-", "AKIA", "eyJ", "https://u:pw@h", "a.b@"}) {
    CAPTURE(part);
    std::string text;
    while (text.size() < 1'000'000) text += part;
    (void)privacy::FindSecrets(text);
    (void)privacy::FindEmailAddresses(text);
  }
}

TEST_CASE("Hidden: shows two characters") {
  CHECK(privacy::Hidden("Winter2024!") == "Wi***");
  CHECK(privacy::Hidden("ไม่บอก") == "ไม***");
  CHECK(privacy::Hidden("") == "***");
}

TEST_CASE("FindEmailAddresses: addresses and what looks like them") {
  const auto found = [](const std::string& text) {
    std::string line;
    for (const privacy::EmailAddress& address : privacy::FindEmailAddresses(text)) {
      line += (line.empty() ? "" : " ") + text.substr(address.begin, address.end - address.begin);
    }
    return line;
  };
  const struct {
    const char* text;
    const char* found;
  } kRows[] = {
      {"Write to anna.berg@nordwind.de.", "anna.berg@nordwind.de"},
      {"<anna@nordwind.de>, ben+x@mail.co.th", "anna@nordwind.de ben+x@mail.co.th"},
      {"mailto:anna@nordwind.de", "anna@nordwind.de"},
      {"邮箱anna@nordwind.de。", "anna@nordwind.de"},
      {"icon@2x.png", ""},
      {"npm i left-pad@1.3.0", ""},
      {"ssh://git@host.net/x", ""},
      {"https://anna:pw@host.net/x", ""},
      {"\"owner@odata.bind\": 1", ""},
      {"@anna and anna@ and a@b", ""},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.text);
    CHECK(found(row.text) == row.found);
  }
}

TEST_CASE("IsExampleAddress, IsRoleAddress: nobody's, and a desk's") {
  for (const char* address :
       {"anna@example.com", "anna@mail.example.org", "anna@tamarind.example", "anna@corp.test",
        "anna@contoso.com", "anna@eu.contoso.onmicrosoft.com", "user@gmail.com",
        "firstname.lastname@nordwind.de", "anna@yourcompany.com", "xxxxx@xxxx.net"}) {
    CAPTURE(address);
    CHECK(privacy::IsExampleAddress(address));
  }
  for (const char* address : {"anna@nordwind.de", "anna@contrast.co"}) {
    CAPTURE(address);
    CHECK_FALSE(privacy::IsExampleAddress(address));
  }
  CHECK(privacy::IsRoleAddress("support@nordwind.de"));
  CHECK(privacy::IsRoleAddress("flow-noreply@nordwind.de"));
  CHECK_FALSE(privacy::IsRoleAddress("anna@support.de"));
}

}  // namespace
}  // namespace funnel
