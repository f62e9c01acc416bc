// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "funnel/result.h"
#include "indexer/readers/record_stream.h"

namespace funnel::readers {

/// Whether the XML file begins as an export of WordPress (WXR, any version) does; false for what
/// cannot be read.
bool IsWordpressExport(const std::filesystem::path& path);

/// The articles of such an export (WordpressRecord), one in memory at a time. No entity but those
/// of XML itself is known, and nothing outside of the file is read: one that declares some is
/// refused. Control characters, which WordPress lets through, are spaces. An item with a text
/// longer than 10 MB ends the file. `name` is how diagnostics show the file. Fails with
/// kInvalidInput, the message being a DiagnosticLine.
Result<std::unique_ptr<RecordStream>> OpenWordpress(const std::filesystem::path& path,
                                                    const std::string& name);

}  // namespace funnel::readers
