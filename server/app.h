// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

#include "server/access/served_base.h"
#include "server/http/problem.h"
#include "server/http/request_handler.h"
#include "server/http/router.h"
#include "server/http/web.h"
#include "server/site/routes.h"

namespace funnel::server {

inline constexpr std::chrono::milliseconds kDeadline{1000};

/// What the server answers: wires the base to the routes of the rooms. Knows nothing of sockets.
/// Thread-safe.
class App : public http::RequestHandler {
 public:
  /// `dir` is the knowledge base; no search takes longer than `deadline`. Who may see what comes
  /// from the asker's key, never from a parameter; nobody has a key yet, so everybody searches the
  /// public part.
  explicit App(std::filesystem::path dir, std::chrono::milliseconds deadline = kDeadline,
               site::SiteOptions options = {});

  /// Searches in each language of the pages, so that dictionaries, lexicons and the blocks of the
  /// index are in memory before the first reader asks; logs what is worth a warning. Fails if the
  /// base cannot be searched.
  Result<void> WarmUp();

  http::WebReply Handle(const http::WebRequest& request) override;

  /// For programs below /v1, as a page elsewhere.
  http::WebReply Refuse(const http::WebRequest& request, const http::Problem& problem,
                        std::string_view detail) override;

 private:
  http::WebReply Answer(const http::WebRequest& request);

  access::ServedBase base_;
  http::Router router_;
};

}  // namespace funnel::server
