// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/privacy/email_address.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "indexer/base/ascii.h"

namespace funnel::privacy {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxLocalBytes = 64;  // RFC 5321, 4.5.3.1
constexpr std::size_t kMaxDomainBytes = 255;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAlnum(char c) { return IsLetter(c) || (c >= '0' && c <= '9'); }
bool IsLocalChar(char c) {
  return IsAlnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

/// Last labels that are files' extensions rather than top-level domains.
bool IsFileExtension(std::string_view label) {
  constexpr std::string_view kExtensions[] = {
      "png",  "jpg",  "jpeg", "gif", "svg",     "webp",  "bmp",    "ico",  "md",
      "html", "htm",  "js",   "css", "txt",     "json",  "yaml",   "yml",  "xml",
      "exe",  "dll",  "zip",  "pdf", "sh",      "py",    "ts",     "jsx",  "csv",
      "log",  "conf", "cfg",  "ini", "service", "timer", "socket", "mount"};
  return std::find(std::begin(kExtensions), std::end(kExtensions), base::AsciiLower(label)) !=
         std::end(kExtensions);
}

/// The end of the domain that begins at `begin`; `begin` itself when none does.
std::size_t DomainEnd(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && end - begin < kMaxDomainBytes &&
         (IsAlnum(text[end]) || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  while (end > begin && !IsAlnum(text[end - 1])) --end;
  const std::string_view domain = text.substr(begin, end - begin);
  const std::size_t dot = domain.rfind('.');
  if (dot == kNone || dot == 0 || domain.find("..") != kNone) return begin;
  if (domain.starts_with("odata.")) return begin;  // An annotation of a property, "id@odata.bind".
  const std::string_view last = domain.substr(dot + 1);
  const bool letters = last.size() >= 2 && std::all_of(last.begin(), last.end(), IsLetter);
  return letters && !IsFileExtension(last) ? end : begin;
}

std::string_view LocalPart(std::string_view address) {
  return address.substr(0, std::min(address.find('@'), address.size()));
}

/// Reserved domains, by RFC 2606 and RFC 6761, and those that no mail leaves its network for.
bool IsReserved(const std::string& domain) {
  for (const std::string_view top : {"example", "test", "invalid", "localhost", "local", "internal",
                                     "lan", "corp", "home", "onion"}) {
    if (domain == top || domain.ends_with("." + std::string(top))) return true;
  }
  return false;
}

/// The made-up names of manuals, as any label of a domain.
bool IsMadeUp(const std::string& domain) {
  constexpr std::string_view kNames =
      "|example|examples|contoso|fabrikam|adatum|northwindtraders|northwind|litware|litwareinc|"
      "proseware|woodgrovebank|woodgrove|wingtiptoys|tailspintoys|adventure-works|"
      "adventureworks|cohowinery|cohovineyard|treyresearch|relecloud|nodpublishers|vanarsdel|"
      "vanarsdelltd|fourthcoffee|margiestravel|blueyonderairlines|lucernepublishing|cpandl|"
      "graphicdesigninstitute|humongousinsurance|alpineskihouse|consolidatedmessenger|"
      "wideworldimporters|southridgevideo|thephone-company|bellowscollege|cronus|acme|acmecorp|"
      "domain|mydomain|yourdomain|your-domain|somedomain|domainname|company|mycompany|"
      "yourcompany|companyname|yourorg|yourorganization|organization|myorg|tenant|yourtenant|"
      "tenantname|server|host|hostname|foo|bar|foobar|email|sample|test|abc|xyz|xxx|site|"
      "mysite|yoursite|customer|partner|school|";
  std::size_t begin = 0;
  while (begin < domain.size()) {
    const std::size_t end = std::min(domain.find('.', begin), domain.size());
    // The last label is the top-level domain.
    if (end == domain.size()) return false;
    if (kNames.find("|" + domain.substr(begin, end - begin) + "|") != kNone) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

std::vector<EmailAddress> FindEmailAddresses(std::string_view text) {
  std::vector<EmailAddress> found;
  std::size_t behind = 0;
  for (std::size_t at = text.find('@'); at != kNone; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > behind && at - begin < kMaxLocalBytes && IsLocalChar(text[begin - 1])) --begin;
    while (begin < at && !IsAlnum(text[begin])) ++begin;
    const std::size_t end = DomainEnd(text, at + 1);
    if (begin == at || end == at + 1 || text[at - 1] == '.') continue;
    // "https://user@host", "https://user:password@host", "@scope/name@host".
    const std::string_view before = text.substr(0, begin);
    if (before.ends_with("//") || before.ends_with('/') ||
        (before.ends_with(':') &&
         !base::AsciiLower(before.substr(begin > 7 ? begin - 7 : 0)).ends_with("mailto:") &&
         end < text.size() && (text[end] == '/' || text[end] == ':'))) {
      continue;
    }
    found.push_back({begin, end});
    behind = end;
  }
  return found;
}

bool IsExampleAddress(std::string_view address) {
  for (const char* part : {"contoso", "fabrikam", "xxx"}) {
    if (base::AsciiLower(address).find(part) != kNone) return true;
  }
  const std::string domain = base::AsciiLower(address.substr(LocalPart(address).size() + 1));
  if (IsReserved(domain) || IsMadeUp(domain)) return true;
  constexpr std::string_view kUsers =
      "|user|user1|user2|user01|username|user.name|name|yourname|your.name|your-name|myname|"
      "firstname.lastname|first.last|firstname|someone|somebody|anyone|alias|example|sample|test|"
      "testuser|test1|me|you|youremail|your-email|your_email|myemail|email|emailaddress|address|"
      "recipient|sender|customer|xxx|xxxx|abc|foo|bar|john.doe|johndoe|jane.doe|janedoe|jdoe|";
  return kUsers.find("|" + base::AsciiLower(LocalPart(address)) + "|") != kNone;
}

bool IsRoleAddress(std::string_view address) {
  constexpr std::string_view kRoles =
      "|abuse|accounts|admin|administrator|admins|billing|careers|compliance|contact|contactus|"
      "customerservice|do-not-reply|donotreply|enquiries|feedback|git|hello|help|helpdesk|"
      "hostmaster|hr|info|inquiries|it|jobs|legal|mail|mailer-daemon|marketing|media|news|"
      "newsletter|no-reply|noreply|notifications|office|operations|orders|postmaster|press|"
      "privacy|root|sales|security|service|services|staff|subscribe|support|svn|sysadmin|team|"
      "techsupport|unsubscribe|webmaster|";
  const std::string local = base::AsciiLower(LocalPart(address));
  for (const std::string_view end : {"support", "help", "helpdesk", "noreply", "no-reply", "alerts",
                                     "announce", "feedback", "team", "services"}) {
    if (local.ends_with(end)) return true;
  }
  return kRoles.find("|" + local + "|") != kNone;
}

}  // namespace funnel::privacy
