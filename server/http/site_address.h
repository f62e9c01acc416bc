// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/http/web.h"

namespace funnel::http {

/// Where the asker reaches this server, such as "https://kb.example", by the Host of the request,
/// and by X-Forwarded-Proto where a proxy speaks TLS for it. Empty where the Host is none that a
/// link can hold: then addresses begin with their path. Only what is answered to this asker may
/// say it.
std::string SiteAddress(const WebRequest& request);

}  // namespace funnel::http
