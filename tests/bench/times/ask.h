// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "searcher/measure/queries.h"

namespace funnel::bench {

/// A server that is asked.
struct AskedServer {
  std::string name;
  std::string host;
  int port = 0;
  pid_t process = 0;
};

/// What the questions of one type cost one server.
struct TypeTimes {
  std::string server;
  std::string type;  ///< "all" for all of them.
  std::size_t questions = 0;
  std::size_t failed = 0;               ///< Answered with another status than 200.
  std::vector<double> cpu_ms = {};      ///< Of the whole server, for each question.
  std::vector<double> wall_ms = {};     ///< Until the answer was here.
  std::vector<double> read_bytes = {};  ///< By the server.
};

/// Asks every question of each server in turn (A B A B ...), one at a time, `rounds` times, for ten
/// hits with snippets over HTTP; of the rounds the median counts. Servers must be doing nothing
/// else. By server, then type. Fails with kIo where a server does not answer.
Result<std::vector<TypeTimes>> Ask(const std::vector<AskedServer>& servers,
                                   const std::vector<measure::TestQuery>& questions,
                                   std::size_t rounds);

}  // namespace funnel::bench
