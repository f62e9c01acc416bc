// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/base/json.h"
#include "indexer/readers/visibility.h"

namespace funnel::readers {

/// A member's value as Visibility takes it.
KeyValue KeyValueOf(const rapidjson::Value& value);

}  // namespace funnel::readers
