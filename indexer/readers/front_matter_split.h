// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "funnel/result.h"

// Where front matter stands, and where it stands in vain. Other systems write it in more ways than
// we read, and forgive more: what we did not know for front matter would be published as text, and
// with it what it forbids.

namespace funnel::readers {

/// What front matter is written in.
enum class FrontMatterSyntax : std::uint8_t { kYaml, kToml, kJson };

/// A file taken apart; the views point into it.
struct SplitSource {
  std::string_view front_matter;  ///< What is between its marks; empty when there is none.
  std::string_view body;          ///< All behind it.
  FrontMatterSyntax syntax = FrontMatterSyntax::kYaml;
  std::size_t line = 2;  ///< The file's line on which `front_matter` begins.
};

/// Finds the front matter of `text` (clean: '\n' only), Markdown or HTML: from the first line on,
/// in YAML between lines of "---", in TOML between lines of "+++", in JSON between lines of ";;;"
/// or as an object, or in one of these as the mark says ("---toml"). Text between two rules is
/// none; a second one is left out. Fails with kInvalidInput when its closing line is missing; where
/// it is in another language, or TOML or JSON not on the first line: those are not read; and where
/// FindStrayFrontMatter finds some in place of it, or behind it while it is empty.
Result<SplitSource> SplitFrontMatter(std::string_view text, const std::string& file);

/// Front matter in a place where it is not read.
struct StrayFrontMatter {
  std::size_t line = 0;  ///< Of the text, from 0.
  std::string message;   ///< What is wrong, and what to do.
};

/// Whether the text of an article begins with lines of `key: value` that restrict who may see it
/// (visibility_keys.h): behind blank lines or comments, between marks that are not quite "---",
/// behind the front matter that was read, or with a title and no marks at all. Not in a block of
/// code.
std::optional<StrayFrontMatter> FindStrayFrontMatter(std::string_view body);

/// The same as an error, kInvalidInput with its place; `source` is the file that `body` is part of.
Result<void> RefuseStrayFrontMatter(std::string_view body, std::string_view source,
                                    const std::string& file);

}  // namespace funnel::readers
