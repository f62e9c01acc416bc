// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "funnel/result.h"
#include "indexer/readers/record_stream.h"

namespace funnel::readers {

/// What keeps the table at `path` from being read as articles, with the remedy; empty for nothing.
/// Reads no more than the first line.
std::string CsvProblem(const std::filesystem::path& path);

/// The rows of a table in text: cells separated by commas, semicolons or tabs, whichever of these
/// makes columns of articles of the first line (TableColumns), or the one that a line "sep=;"
/// before it names; in UTF-8, with or without byte order mark. Cells in quotation marks may hold
/// separators, line breaks and, doubled, quotation marks. `name` is how diagnostics show the file.
/// Fails with kInvalidInput, as CsvProblem, the message being a DiagnosticLine.
Result<std::unique_ptr<RecordStream>> OpenCsv(const std::filesystem::path& path,
                                              const std::string& name);

}  // namespace funnel::readers
