// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "indexer/check/allow_list.h"
#include "indexer/check/link_targets.h"
#include "indexer/check/markdown_facts.h"
#include "indexer/check/source.h"

// The rules that one article can decide; each adds to the source's diagnostics. One file each:
// rule_keys.cc and so on.

namespace funnel::check {

/// unknown-key, misspelt-key, repeated-key: keys that no reader of ours knows. Those of
/// documentation systems are kept unread on purpose and pass.
void CheckKeys(CheckedSource& source);

/// date, date-order, review-due, future-date. `today` is an ISO 8601 date.
void CheckDates(CheckedSource& source, const std::string& today);

/// dead-link, dead-anchor, link-case, missing-image: of relative links.
void CheckLinks(CheckedSource& source, const MarkdownFacts& facts, LinkTargets& targets);

/// language: the text is surely in another language than `lang` says.
void CheckLanguage(CheckedSource& source, const MarkdownFacts& facts);

/// missing-title, missing-section, too-thin, too-long.
void CheckStructure(CheckedSource& source);

/// private-key, password, token, email-address: what must not be published. Works on the text
/// alone, so also where no article could be read.
void CheckSecrets(CheckedSource& source, const AllowList& allowed);

}  // namespace funnel::check
