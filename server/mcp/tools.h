// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/mcp/call.h"

namespace funnel::mcp {

/// Each writes the members of its result. What a tool cannot do with its arguments is a result that
/// says so (isError), which a model can mend; kInvalidParams is for unknown tools and cursors, and
/// for arguments that are no object, kInternalError for what is no fault of the arguments.
Answered ListTools(const Call& call, base::JsonWriter& writer);
Answered CallTool(const Call& call, base::JsonWriter& writer);

}  // namespace funnel::mcp
