// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/publish/publish.h"

// An article that somebody retired in the base stays so when its file, which says nothing of that,
// is indexed again. What the file itself archived comes back with the file.

namespace funnel::publish {

/// What is said of an article that is left retired.
inline constexpr const char* kStaysRetired =
    "was retired by hand and stays so; write state: archived into the file, or publish it again "
    "with "
    "--include-retired";

/// Archives `article`, noting in it that somebody did so by hand; one that is archived stays as it
/// is.
void RetireByHand(Article& article);

/// Takes that note out.
void ForgetRetirement(Article& article);

/// Whether publishing `article` would bring back what was retired by hand, as of the last commit.
/// Fails as Publish::CommittedArticle does. Thread-safe.
Result<bool> WouldBringBack(Publish& base, const Article& article);

}  // namespace funnel::publish
