// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/mcp/call.h"

namespace funnel::mcp {

/// Each writes the members of its result. A cursor that is none fails with kInvalidParams, an
/// address where nothing is with that, too, or kResourceNotFound in a legacy protocol.
Answered ListResources(const Call& call, base::JsonWriter& writer);
Answered ListResourceTemplates(const Call& call, base::JsonWriter& writer);
Answered ReadResource(const Call& call, base::JsonWriter& writer);

}  // namespace funnel::mcp
