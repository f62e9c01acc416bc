// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/problem.h"

#include <spdlog/spdlog.h>

#include <string>

#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "indexer/base/utf8.h"
#include "searcher/answer/response_json.h"

namespace funnel::http {

const std::vector<std::pair<std::string, std::string>>& SecurityHeaders() {
  static const std::vector<std::pair<std::string, std::string>> headers = {
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
       "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Accept-Ranges", "none"},
  };
  return headers;
}

const Problem& ProblemFor(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput:
      return kBadRequest;
    case ErrorCode::kNotFound:
      return kNotFoundProblem;
    case ErrorCode::kTimeout:
      return kTimeoutProblem;
    case ErrorCode::kIndexMismatch:
    case ErrorCode::kCorrupt:
    case ErrorCode::kLocked:
    case ErrorCode::kIo:
      return kUnavailable;
    case ErrorCode::kInternal:
      break;
  }
  return kInternalProblem;
}

const Problem& LoggedProblem(const WebRequest& request, const Error& error, bool busy) {
  const Problem& problem = busy ? kOverloaded : ProblemFor(error.code);
  if (problem.status >= 500) {
    spdlog::error("{} {}: {}", request.method, request.raw_path, base::ForTerminal(error.message));
  }
  return problem;
}

std::string PublicDetail(const Error& error, bool busy) {
  if (busy) return "the machine is busy: try again";
  const bool mendable = error.code == ErrorCode::kInvalidInput || error.code == ErrorCode::kTimeout;
  return mendable ? error.message : std::string();
}

WebReply ProblemReply(const Problem& problem, std::string_view detail, std::string_view instance,
                      std::string_view parameter) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::JsonKey(writer, "type");
  base::JsonString(writer, "about:blank");
  base::JsonKey(writer, "title");
  base::JsonString(writer, problem.title);
  base::JsonKey(writer, "status");
  writer.Int(problem.status);
  base::JsonKey(writer, "code");
  base::JsonString(writer, problem.code);
  if (!detail.empty()) {
    base::JsonKey(writer, "detail");
    base::JsonString(writer, base::ToValidUtf8(detail));
  }
  if (!parameter.empty()) {
    base::JsonKey(writer, "parameter");
    base::JsonString(writer, parameter);
  }
  if (!instance.empty()) {
    base::JsonKey(writer, "instance");
    base::JsonString(writer, base::ToValidUtf8(instance));
  }
  writer.EndObject();

  WebReply reply;
  reply.status = problem.status;
  reply.content_type = "application/problem+json";
  reply.body.assign(buffer.GetString(), buffer.GetSize());
  reply.body += '\n';
  reply.Header("Cache-Control", "no-store");
  if (problem.again) reply.Header("Retry-After", "1");
  return reply;
}

std::string_view ReasonPhrase(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Payload Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "OK";
  }
}

}  // namespace funnel::http
