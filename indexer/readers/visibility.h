// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/readers/visibility_keys.h"

namespace funnel::readers {

/// The value of a key, whatever it was written in.
struct KeyValue {
  enum class Shape : std::uint8_t { kNothing, kText, kList, kMap };
  Shape shape = Shape::kNothing;
  std::vector<std::string> items;  ///< The text; those of a list; of a map "key: value".
};

/// Where the keys come from: what `audience` may hold beside our three names.
enum class KeySource : std::uint8_t {
  kAuthor,     ///< Nothing.
  kRecord,     ///< Nothing; and `status` may be a ticket's, which does not publish it.
  kMicrosoft,  ///< Beside keys "ms.*" the jobs of readers, which say nothing of who may read.
  kWebPage,    ///< Words for an audience, and for readers that a page is written for.
};

/// Who may see an article, as all keys of its source say together. What they contradict each other
/// in comes out narrower, and what is meant to restrict and is not understood is refused: nothing
/// becomes public by a slip.
class Visibility {
 public:
  /// `path` is the file's: what is in a folder _drafts is a draft (Jekyll), by
  /// the path as given or as links lead. `today`, an ISO date,
  /// decides what dates of publishing and of expiry mean; empty: this day, UTC.
  Visibility(KeySource source, std::string_view path, std::string today = {});

  /// Takes what a key says. False where it says nothing of this, or keeps a meaning beside it (a
  /// date): then it is to be kept as other keys are. Fails with kInvalidInput; the message has no
  /// place.
  Result<bool> Take(std::string_view key, const KeyValue& value);

  /// Writes state and audience into `article`, which has what its kind gives it; and where it
  /// expires one day, that day as review_by where there is none. A warning (without a place) says
  /// what an author may not expect; empty for none. Fails with kInvalidInput where a `status` says
  /// nothing clear.
  Result<std::string> Apply(Article& article) const;

 private:
  Result<bool> TakeBlank(std::string_view key, VisibilityKey kind);
  Result<bool> TakeEmptyList(std::string_view key, VisibilityKey kind);
  Result<bool> TakeAudience(const KeyValue& value);
  Result<bool> TakeState(const KeyValue& value);
  Result<bool> TakeSwitch(std::string_view key, VisibilityKey kind, const std::string& word);
  Result<bool> TakeStatus(std::string_view key, const KeyValue& value);
  Result<bool> TakeVisibility(std::string_view key, VisibilityKey kind, const KeyValue& value);
  void TakeRestriction(const KeyValue& value);
  Result<bool> TakeAccessPolicy(const KeyValue& value);
  Result<bool> TakeDate(std::string_view key, VisibilityKey kind, const std::string& text);
  void Restrict(State state);
  void Restrict(Audience audience);

  KeySource source_;
  std::string today_;
  std::optional<State> own_state_;
  std::optional<Audience> own_audience_;
  std::optional<State> state_;  ///< As other keys have it: draft or archived.
  Audience audience_ = Audience::kPublic;
  std::string expires_;
  std::string publishes_;
  std::string unclear_;  ///< A status that means nothing, an error unless `state` is there.
};

/// What is wrong with a key that nobody knows, if it seems to be a misspelt one that restricts who
/// may see the article; empty otherwise.
std::string MisspeltVisibilityKey(std::string_view key, const KeyValue& value);

}  // namespace funnel::readers
