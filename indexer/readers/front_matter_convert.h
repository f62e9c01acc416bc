// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"

// Front matter in TOML and JSON, as Hugo, Zola and others allow it, for what reads it in YAML.

namespace funnel::readers {

/// The keys of `toml` in YAML, one a line, each on the line that it has there. The file's line of
/// the first is `line`. Dates become texts. Fails with kInvalidInput, the message being
/// "file:line:column: error: what, and what to do", for what is no TOML, is nested too deeply or
/// too long.
Result<std::string> TomlAsYaml(std::string_view toml, const std::string& file, std::size_t line);

/// The same of an object in JSON. Keys that share a line get one each.
Result<std::string> JsonAsYaml(std::string_view json, const std::string& file, std::size_t line);

}  // namespace funnel::readers
