// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "indexer/base/json.h"

namespace funnel::test {

/// What of `value` does not fit `schema`, a line each: "hits/0/rank: missing". Knows what
/// openapi.json uses of JSON Schema for answers: $ref, type, enum, required, properties,
/// additionalProperties, items, minItems and maxItems, minimum.
std::vector<std::string> Misfits(const rapidjson::Value& value, const rapidjson::Value& schema,
                                 const rapidjson::Document& document, const std::string& at = "");

}  // namespace funnel::test
