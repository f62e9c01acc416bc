// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <tl/expected.hpp>

#include "funnel/similar.h"
#include "funnel/triage.h"
#include "server/api/param_error.h"
#include "server/http/web.h"

namespace funnel::api {

/// The cases that /v1/similar?q=&article=&lang=&limit=&since=&until=&asOf= asks for; `article` is
/// language/id, in place of q.
tl::expected<SimilarCasesRequest, ParamError> SimilarRequestOf(const http::WebRequest& request);

/// What /v1/triage?q=&lang=&limit=&evidence=&asOf= asks for; `limit` is of products.
tl::expected<TriageRequest, ParamError> TriageRequestOf(const http::WebRequest& request);

}  // namespace funnel::api
