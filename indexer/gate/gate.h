// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "funnel/analyzer.h"
#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/gate/findability.h"
#include "indexer/gate/near_duplicates.h"
#include "indexer/publish/publish.h"

namespace funnel::gate {

/// A question and its answer.
struct AskedQuestion {
  FindabilityQuestion question;
  std::optional<std::size_t> rank;  ///< From 1; nothing beyond kDeepestRank.
  std::string problem;              ///< Why it could not be asked; else empty.

  bool on_first_page() const { return rank && *rank <= kFirstPage; }
};

/// What the gate saw of one article.
struct GateReport {
  std::vector<NearDuplicate> similar;    ///< The most like it first.
  std::vector<AskedQuestion> questions;  ///< None of an article that nobody can find.
};

/// Looks at articles in the base as it would be after a commit. To be gone before that commit.
class Gate {
 public:
  /// `publish` is borrowed, and must not change while this lives.
  explicit Gate(publish::Publish& publish) : publish_(publish) {}

  /// `article` was put into the publish. Near-duplicates are sought in all that can be searched,
  /// except for an archived article; its questions are asked as its audience may ask them, except
  /// those of a draft or archived one. Fails with kCorrupt or kIo.
  Result<GateReport> Examine(const Article& article);

 private:
  struct View {
    store::Reader reader;
    Searcher searcher;
  };

  Result<View*> ViewFor(Audience audience);
  Result<AskedQuestion> Ask(const Article& article, FindabilityQuestion question, View& view);

  publish::Publish& publish_;
  Analyzer analyzer_;
  std::array<std::unique_ptr<View>, 3> views_;
  std::unique_ptr<NearDuplicates> duplicates_;
};

}  // namespace funnel::gate
