// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/visibility_keys.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/base/ascii.h"

namespace funnel::readers {
namespace {

template <class Meaning>
struct Words {
  Meaning meaning;
  std::string_view words;  ///< Normal forms, between spaces.
};

constexpr Words<VisibilityKey> kKeys[] = {
    {VisibilityKey::kState, " state "},
    {VisibilityKey::kAudience, " audience "},
    // Hugo, Zola, Docusaurus, Astro, Zendesk; unlisted: Docusaurus; hidden: GitBook, ReadMe,
    // Mintlify, Zendesk; the rest keeps a page out of a site's search.
    {VisibilityKey::kDraftIfTrue,
     " draft isdraft unpublished hidden ishidden hide unlisted isunlisted searchexclude "
     "excludesearch excludefromsearch "},
    // Jekyll and dev.to, Obsidian; Hugo has a date there.
    {VisibilityKey::kDraftIfFalse, " published ispublished publish searchable "},
    {VisibilityKey::kArchivedIfTrue,
     " archived isarchived retired obsolete deleted isdeleted trashed withdrawn expired "},
    {VisibilityKey::kInternalIfTrue,
     " private isprivate internal isinternal internalonly restricted isrestricted confidential "
     "staffonly agentsonly "},
    // The last is Salesforce's: its public knowledge base.
    {VisibilityKey::kInternalIfFalse, " public ispublic isvisibleinpkb "},
    {VisibilityKey::kStatus,
     " status articlestatus publishstatus publishingstatus publicationstatus workflowstate "
     "publishstate "},
    {VisibilityKey::kVisibility, " visibility access accesslevel viewableby visibleto "},
    {VisibilityKey::kClassification, " classification confidentiality sensitivity "},
    {VisibilityKey::kRestriction,
     " usersegmentid usersegmentids restrictedto allowedgroups allowedroles allowedusers "
     "requiredtags canreadusercriteria acl "},
    {VisibilityKey::kAccessPolicy, " accesspolicy "},
    {VisibilityKey::kSearch, " search "},
    {VisibilityKey::kPublishDate, " publishdate publishon publishat pubdate "},
    // Strapi, Contentful.
    {VisibilityKey::kPublishedSince, " publishedat firstpublishedat "},
    {VisibilityKey::kExpiryDate,
     " expirydate expirationdate expires expireson expiresat unpublishdate unpublishon "}};

constexpr Words<bool> kSwitches[] = {{true, " true yes on y 1 "}, {false, " false no off n 0 "}};

constexpr Words<State> kStates[] = {
    {State::kDraft,
     " draft drafts drafted wip workinprogress inprogress review inreview underreview needsreview "
     "pendingreview pending unpublished notpublished hidden unlisted scheduled future todo "
     "rejected "
     "planned "},
    {State::kArchived,
     " archived archive retired obsolete withdrawn expired deleted removed trash trashed "
     "historical "},
    // Some are about the product that is described, or badges of MkDocs: the page is there.
    {State::kPublished,
     " published publish online live active current final approved released release public done "
     "complete completed solved closed resolved new updated deprecated beta alpha preview "
     "experimental stable ga "}};

constexpr Words<Audience> kAudiences[] = {
    {Audience::kPublic,
     " public everyone everybody anyone anybody all world worldwide global open free general "
     "alle tous todos tutti "},
    {Audience::kPartner,
     " partner partners signedin signedinusers loggedin authenticated registered members member "
     "customers customer subscribers resellers paid premium "},
    {Audience::kInternal,
     " internal internalonly private staff employee employees agent agents team company restricted "
     "confidential secret support support engineers admins nobody none nonpublic "
     "notpublic "}};

constexpr std::string_view kJobTitles =
    " itpro itprofessional admin administrator developer dev enduser user applicationuser consumer "
    "customer decisionmaker dataanalyst datascientist ";

/// Whom web pages say they are written for, in the singular, beside the job titles.
constexpr std::string_view kReaders =
    " consumer business individual person expert beginner student teacher professional reader "
    "visitor guest owner ";

constexpr std::string_view kFillers = " for and or the only of to people ";

constexpr std::string_view kTicketStatuses = " new solved closed resolved ";

constexpr std::string_view kSecrecyWords =
    " internal private confidential restricted secret proprietary ";

constexpr std::string_view kNegations = " no non not ";

std::string NormalForm(std::string_view word) {
  std::string normal;
  for (const char c : base::AsciiLower(word)) {
    if (c != '-' && c != '_' && c != ' ') normal += c;
  }
  return normal;
}

bool Has(std::string_view words, std::string_view word) {
  return !word.empty() && words.find(" " + NormalForm(word) + " ") != std::string_view::npos;
}

template <class Meaning, std::size_t size>
std::optional<Meaning> MeaningOf(const Words<Meaning> (&table)[size], std::string_view word) {
  for (const auto& [meaning, words] : table) {
    if (Has(words, word)) return meaning;
  }
  return std::nullopt;
}

/// The pieces of `text` between any of `separators`, without white space around them; no empty one.
std::vector<std::string_view> Pieces(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view piece = base::Trim(text.substr(0, end));
    if (!piece.empty()) pieces.push_back(piece);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return pieces;
}

/// Whether a web page may name such readers ("End users", "developers"), which restricts nothing.
bool IsReader(std::string_view word) {
  if (Has(kJobTitles, word) || Has(kReaders, word)) return true;
  const bool plural = word.ends_with('s') || word.ends_with('S');
  return plural && IsReader(word.substr(0, word.size() - 1));
}

}  // namespace

VisibilityKey VisibilityKeyOf(std::string_view key) {
  return MeaningOf(kKeys, key).value_or(VisibilityKey::kNone);
}

std::optional<bool> ParseSwitch(std::string_view word) { return MeaningOf(kSwitches, word); }

std::optional<State> StateOfWord(std::string_view word) { return MeaningOf(kStates, word); }

std::optional<Audience> AudienceOfWord(std::string_view word) {
  return MeaningOf(kAudiences, word);
}

bool IsTicketStatus(std::string_view word) { return Has(kTicketStatuses, word); }

bool AreJobTitles(std::string_view words) {
  const auto titles = Pieces(words, ",");
  return !titles.empty() && std::all_of(titles.begin(), titles.end(), [](std::string_view title) {
    return Has(kJobTitles, title);
  });
}

std::optional<Audience> AudienceOfPhrases(std::string_view text) {
  Audience narrowest = Audience::kPublic;
  bool known = true;
  for (const std::string_view phrase : Pieces(text, ",;/|&+")) {
    if (const auto audience = AudienceOfWord(phrase)) {
      narrowest = std::max(narrowest, *audience);
      continue;
    }
    if (IsReader(phrase)) continue;
    for (const std::string_view word : Pieces(phrase, " -_\t\n")) {
      const auto audience = AudienceOfWord(word);
      narrowest = std::max(narrowest, audience.value_or(Audience::kPublic));
      known = known && (audience || IsReader(word) || Has(kFillers, word));
    }
  }
  if (known || narrowest == Audience::kInternal) return narrowest;
  return std::nullopt;
}

bool SpeaksOfSecrecy(std::string_view words) {
  const auto pieces = Pieces(words, " -_,;/|");
  const auto has = [&](std::string_view table) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](std::string_view word) { return Has(table, word); });
  };
  return has(kSecrecyWords) && !has(kNegations);
}

}  // namespace funnel::readers
