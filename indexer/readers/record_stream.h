// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "funnel/result.h"
#include "indexer/readers/jsonl_reader.h"

namespace funnel::readers {

/// A file of several records that are no JSON, one of them in memory at a time, each given as the
/// line that ReadJsonlArticle reads. Its number is that of the line of the file that it begins in.
class RecordStream {
 public:
  virtual ~RecordStream() = default;

  /// The next record; nothing at the end. Fails with kInvalidInput for one that cannot be read, the
  /// message being a DiagnosticLine; those behind it follow, unless the file cannot be read on.
  virtual std::optional<Result<JsonlLine>> Next() = 0;
};

}  // namespace funnel::readers
