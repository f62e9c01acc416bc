// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "funnel/result.h"
#include "indexer/cli/diagnostic.h"
#include "indexer/readers/file_finder.h"

namespace funnel::curation {

/// The rules that diagnostics name.
inline constexpr const char* kCurationRule = "curation";
inline constexpr const char* kUnknownPinRule = "unknown-pin";

/// The articles that pins may name.
struct PinTargets {
  /// Whether there is an article of that id, in any language; empty where nobody knows.
  std::function<bool(const std::string& id)> exists = {};
  /// What a misspelt id may have been meant to be.
  std::vector<std::string_view> ids = {};
};

/// The content of a file of rules. Fails with kInvalidInput or kIo; the message has no place.
Result<std::string> ReadCurationFile(const readers::CurationFile& file);

/// Everything that is wrong with `bytes`, the content of `file`: all of it errors, in order.
std::vector<cli::Diagnostic> CheckCuration(std::string_view bytes,
                                           const readers::CurationFile& file,
                                           const PinTargets& targets);

/// The files whose kind an earlier one has: a base has one of each.
std::vector<cli::Diagnostic> CheckCurationFiles(const std::vector<readers::CurationFile>& files);

}  // namespace funnel::curation
