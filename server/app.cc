// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/app.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "server/api/routes.h"
#include "server/mcp/routes.h"
#include "server/site/pages.h"
#include "server/site/program_routes.h"
#include "server/site/routes.h"
#include "server/site/ui.h"

namespace funnel::server {

App::App(std::filesystem::path dir, std::chrono::milliseconds deadline, site::SiteOptions options)
    : base_(std::move(dir), Audience::kPublic, deadline) {
  api::AddApiRoutes(router_, base_);
  site::AddSiteRoutes(router_, base_, std::move(options));
  site::AddProgramRoutes(router_, base_);
  mcp::AddMcpRoutes(router_, base_);
}

Result<void> App::WarmUp() {
  for (const site::UiTexts& texts : site::AllUiTexts()) {
    if (auto warm = base_.WarmUp(texts["home_lead"], texts.lang); !warm) return warm;
  }
  if (const std::string warning = base_.Warning(); !warning.empty()) spdlog::warn("{}", warning);
  return {};
}

http::WebReply App::Handle(const http::WebRequest& request) {
  try {
    return Answer(request);
  } catch (const std::exception& error) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, error.what());
  } catch (...) {
    spdlog::error("{} {}: unknown exception", request.method, request.raw_path);
  }
  return http::ProblemReply(http::kInternalProblem, {}, request.raw_path);
}

http::WebReply App::Refuse(const http::WebRequest& request, const http::Problem& problem,
                           std::string_view detail) {
  if (http::IsApiPath(request.path)) return http::ProblemReply(problem, detail, request.raw_path);
  return site::ErrorPage(site::ReaderOf(request), problem);
}

http::WebReply App::Answer(const http::WebRequest& request) {
  http::Router::Match match = router_.Find(request.method, request.path);
  if (match.route) return match.route->handler(request, match.rest);
  if (match.allow.empty()) return Refuse(request, http::kNotFoundProblem, {});
  http::WebReply reply = Refuse(request, http::kMethodNotAllowed, {});
  reply.Header("Allow", std::move(match.allow));
  return reply;
}

}  // namespace funnel::server
