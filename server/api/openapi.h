// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::api {

/// What programs may ask and are answered, as OpenAPI 3.1 has it: openapi.json, a part of the
/// program. A test holds it against the handlers.
std::string_view OpenApiDocument();

}  // namespace funnel::api
