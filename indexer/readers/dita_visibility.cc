// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita_visibility.h"

#include <libxml/tree.h>

#include <algorithm>
#include <string>

#include "indexer/base/among.h"
#include "indexer/base/ascii.h"
#include "indexer/readers/dita/dita_elements.h"
#include "indexer/readers/visibility_keys.h"

namespace funnel::readers {
namespace {

/// What DITA's own lists have for those who read, and for what they know.
constexpr std::string_view kReaders[] = {"user",       "purchaser", "administrator",
                                         "programmer", "executive", "general",
                                         "novice",     "expert",    "other"};
constexpr std::string_view kHiding[] = {"hide", "hidden", "comment", "draft", "draft-comment"};

/// Calls `take` with each word; of groups ("job(admin)") with those in them.
template <class Take>
void ForEachWord(const std::string& words, const Take& take) {
  constexpr std::string_view kSpaces = " \t\n\r,;)";
  for (std::size_t at = words.find_first_not_of(kSpaces); at < words.size();
       at = words.find_first_not_of(kSpaces, at)) {
    const std::size_t end = std::min(words.find_first_of(" \t\n\r,;()", at), words.size());
    const bool group = end < words.size() && words[end] == '(';
    if (!group && end > at) take(base::AsciiLower(words.substr(at, end - at)));
    at = end + (group ? 1 : 0);
  }
}

Audience AudienceOf(const std::string& words) {
  Audience narrowest = Audience::kPublic;
  ForEachWord(words, [&](const std::string& word) {
    if (base::IsAmong(kReaders, word)) return;
    narrowest = std::max(narrowest, AudienceOfPhrases(word).value_or(Audience::kInternal));
  });
  return narrowest;
}

Audience AudienceOfView(const std::string& view) {
  const std::string word = base::AsciiLower(view);
  if (word.empty() || word == "all") return Audience::kPublic;
  return word == "entitled" ? Audience::kPartner
                            : AudienceOfWord(word).value_or(Audience::kInternal);
}

/// Calls `take` with each element of the metadata of `topic`.
template <class Take>
void ForEachMetadata(const DitaNode* node, const Take& take) {
  for (DitaNode* child = DitaElementFrom(node->children); child != nullptr;
       child = DitaElementFrom(child->next)) {
    take(child);
    ForEachMetadata(child, take);
  }
}

void TakeProps(const std::string& words, DitaVisibility& seen) {
  ForEachWord(words, [&](const std::string& word) {
    if (const auto audience = AudienceOfWord(word))
      seen.audience = std::max(seen.audience, *audience);
    const auto state = StateOfWord(word);
    const bool shown = !state || *state == State::kPublished;
    seen.hidden = seen.hidden || !shown || base::IsAmong(kHiding, word);
  });
}

}  // namespace

DitaVisibility DitaVisibilityOf(const DitaNode* element) {
  DitaVisibility seen;
  const std::string_view name = DitaName(element);
  seen.hidden = name == "draft-comment" || name == "required-cleanup" ||
                base::AsciiLower(DitaAttribute(element, "status")) == "deleted";
  seen.audience = AudienceOf(DitaAttribute(element, "audience"));
  TakeProps(DitaAttribute(element, "props"), seen);
  TakeProps(DitaAttribute(element, "otherprops"), seen);
  if (DitaElementOf(element).kind != DitaKind::kTopic) return seen;
  const DitaNode* prolog = DitaChild(element, "prolog");
  if (prolog == nullptr) return seen;
  ForEachMetadata(prolog, [&](const DitaNode* child) {
    if (DitaName(child) == "audience") {
      std::string type = DitaAttribute(child, "type");
      if (type == "other") type = DitaAttribute(child, "othertype");
      seen.audience = std::max(seen.audience, AudienceOf(type));
    } else if (DitaName(child) == "permissions") {
      seen.audience = std::max(seen.audience, AudienceOfView(DitaAttribute(child, "view")));
    }
  });
  return seen;
}

Result<void> TakeDitaMetadata(const DitaNode* topic, Visibility& visibility) {
  const DitaNode* prolog = DitaChild(topic, "prolog");
  if (prolog == nullptr) return {};
  Result<void> good;
  const auto take = [&](const std::string& key, const std::string& value) {
    if (!good || key.empty() || value.empty()) return;
    const KeyValue text{KeyValue::Shape::kText, {value}};
    const auto taken = visibility.Take(key, text);
    if (!taken) {
      good = Fail(taken.error());
    } else if (std::string wrong = MisspeltVisibilityKey(key, text); !wrong.empty()) {
      good = Fail(ErrorCode::kInvalidInput, std::move(wrong));
    }
  };
  ForEachMetadata(prolog, [&](const DitaNode* child) {
    if (DitaName(child) == "othermeta") {
      take(DitaAttribute(child, "name"), DitaAttribute(child, "content"));
    } else if (DitaName(child->parent) == "critdates") {
      take("publishDate", DitaAttribute(child, "golive"));
      take("expiryDate", DitaAttribute(child, "expiry"));
    }
  });
  return good;
}

}  // namespace funnel::readers
