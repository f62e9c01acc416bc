// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "funnel/article.h"
#include "indexer/readers/dita/dita_tree.h"

// The elements of DITA 1.3 and 2.0, and what each is on a page.

namespace funnel::readers {

enum class DitaKind : std::uint8_t {
  kUnknown,   ///< None of DITA's: a part of the line, or a block between blocks.
  kHidden,    ///< Nothing that readers see: metadata, indexes, remarks, other languages.
  kInline,    ///< A part of the line; its tag may be empty.
  kCode,      ///< A word of code, between `before` and `after`.
  kBlock,     ///< With a tag of its own.
  kVerbatim,  ///< Code of several lines.
  kLines,     ///< Text whose line ends count.
  kTopic,
  kSection,  ///< May have a title; one with a role has a heading anyway.
  kTitle,
  kNote,
  kSteps,
  kTable,  ///< Of CALS: a tgroup.
  kCell,
  kLink,
  kImage,
  kMenu,
  kFootnote,
};

struct DitaElement {
  std::string_view name;
  DitaKind kind = DitaKind::kUnknown;
  std::string_view tag = {};     ///< Of HTML.
  std::string_view before = {};  ///< Of kCode.
  std::string_view after = {};
  SectionRole role = SectionRole::kOther;
};

/// What an element is, by its name or, if DITA has no such element, by what its `class` says that
/// it was made from ("- topic/p hazard/risk "). Thread-safe.
const DitaElement& DitaElementOf(const DitaNode* node);

/// Whether what is of that kind stands by itself and not within a line.
bool IsDitaBlock(DitaKind kind);

}  // namespace funnel::readers
