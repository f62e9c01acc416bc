// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/article.h"
#include "funnel/result.h"
#include "indexer/publish/publish.h"
#include "indexer/readers/file_finder.h"

namespace funnel::publish {

/// Gives an article whose id is the place of its file the id under which the base has it already: a
/// file is "a/install" when its folder is indexed, "install" when it is named itself. Which article
/// a file was is told by its source. A family that follows from the id follows it. Nothing for
/// articles of a file of several. Fails as Publish::CommittedArticle does. Thread-safe.
Result<void> AdoptStoredId(const readers::SourceFile& file, Publish& base, Article& article);

}  // namespace funnel::publish
