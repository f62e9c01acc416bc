// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/readers/dita/dita_tree.h"

namespace funnel::readers {

/// What the addresses in a file of DITA lead to.
class DitaLinks {
 public:
  /// `root` must outlive this; `file` is its name.
  DitaLinks(DitaNode* root, std::string_view file);

  /// The element of the file itself that `reference` ("#topic/element", "#./element" in the topic
  /// around `from`, "#topic", also behind the name of the file) names; null for any other.
  DitaNode* Find(std::string_view reference, const DitaNode* from) const;

  /// Where a link leads: the name of the file with the id of the heading that `found`, if it is not
  /// null, is below; or `reference` with the element as its fragment. Empty for the title of the
  /// file, for maps, and for what is no address.
  std::string AddressOf(std::string_view reference, const DitaNode* found) const;

 private:
  std::string file_;
  const DitaNode* root_;
  std::unordered_map<std::string, DitaNode*> places_;  ///< By "topic/element" and "topic".
};

/// What a link to an element of the file is called: its title, or its number among the steps.
/// Empty for what has neither.
std::string DitaNameOf(DitaNode* found);

/// What a link to a file is called: "installing-it.dita" is "installing it". Empty for others.
std::string DitaNameOfFile(std::string_view reference);

}  // namespace funnel::readers
