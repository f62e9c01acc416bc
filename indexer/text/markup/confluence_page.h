// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <gumbo.h>

#include <optional>
#include <string>

namespace funnel::text {

/// A page of Confluence's HTML export.
struct ConfluencePage {
  const GumboNode* content =
      nullptr;          ///< The text alone, without who wrote it and its attachments.
  std::string title;    ///< Without the name of the space.
  std::string updated;  ///< A date in some style; empty where there is none.
};

/// The page below `root`, if it is one of an export.
std::optional<ConfluencePage> ReadConfluencePage(const GumboNode* root);

}  // namespace funnel::text
