// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "indexer/check/rules.h"
#include "indexer/privacy/email_address.h"
#include "indexer/privacy/secrets.h"

namespace funnel::check {
namespace {

void ReportSecret(CheckedSource& source, const privacy::Secret& secret) {
  const std::string_view text =
      std::string_view(source.text()).substr(secret.begin, secret.end - secret.begin);
  const Place place = source.PlaceOf(secret.begin);
  switch (secret.kind) {
    case privacy::SecretKind::kPrivateKey:
      source.Report(place, cli::Severity::kError, "private-key",
                    "a private key must not be published; remove it, and replace the key if it "
                    "was in use");
      break;
    case privacy::SecretKind::kToken:
      source.Report(place, cli::Severity::kError, "token",
                    fmt::format("the token '{}' must not be published; write a placeholder such as "
                                "<token>, or allow it if it is a sample",
                                privacy::Hidden(text)));
      break;
    case privacy::SecretKind::kPassword:
      source.Report(place, cli::Severity::kError, "password",
                    fmt::format("the password or key '{}' must not be published; write a "
                                "placeholder such as <password>, or allow it if it is a sample",
                                privacy::Hidden(text)));
      break;
  }
}

/// The keys in which authors name people on purpose.
bool NamesPeople(std::string_view key) {
  return key == "authors" || key == "author" || key == "manager" || key == "editor" ||
         key.starts_with("review") || key.starts_with("contributor") || key.starts_with("ms.");
}

/// Whether byte `offset` stands in the value of such a key.
bool IsAmongAuthors(const CheckedSource& source, std::size_t offset) {
  if (offset >= source.body_begin()) return false;
  const std::size_t line = source.PlaceOf(offset).line;
  for (const FrontMatterKey& key : source.keys()) {
    if (line >= key.key_place.line && line < key.end_line) return NamesPeople(key.name);
  }
  return false;
}

}  // namespace

void CheckSecrets(CheckedSource& source, const AllowList& allowed) {
  const std::string_view text = source.text();
  for (const privacy::Secret& secret : privacy::FindSecrets(text)) {
    if (allowed.HasSecret(text.substr(secret.begin, secret.end - secret.begin))) continue;
    ReportSecret(source, secret);
  }
  // Engineers may have to know whom a case was with; the public may not.
  const cli::Severity severity = source.article.audience == Audience::kInternal
                                     ? cli::Severity::kWarning
                                     : cli::Severity::kError;
  for (const privacy::EmailAddress& found : privacy::FindEmailAddresses(text)) {
    const std::string_view address = text.substr(found.begin, found.end - found.begin);
    if (privacy::IsExampleAddress(address) || privacy::IsRoleAddress(address) ||
        allowed.HasAddress(address) || IsAmongAuthors(source, found.begin)) {
      continue;
    }
    source.Report(source.PlaceOf(found.begin), severity, "email-address",
                  fmt::format("the e-mail address '{}' may be a customer's; write one at "
                              "example.com, or allow it",
                              address));
  }
}

}  // namespace funnel::check
