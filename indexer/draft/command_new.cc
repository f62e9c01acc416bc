// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/command_new.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/clock.h"
#include "indexer/base/known_language.h"
#include "indexer/draft/case_draft.h"
#include "indexer/readers/source_text.h"
#include "indexer/store/files/durable_file.h"
#include "indexer/store/files/guard.h"

namespace funnel::draft {
namespace {

/// Who git says is writing, else who is logged in.
std::string Author() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen("git config user.name 2>/dev/null", "r"),
                                                   pclose);
  std::string name;
  if (pipe) {
    std::array<char, 256> buffer{};
    if (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
      name = base::Trim(buffer.data());
    }
  }
  const char* user = std::getenv("USER");
  return name.empty() && user != nullptr ? user : name;
}

Result<std::string> ReadInput(const std::string& file, std::istream& in) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) {
      return Fail(ErrorCode::kNotFound, file + ": " + std::strerror(errno) + "; check the path");
    }
  }
  std::istream& from = file == "-" ? in : opened;
  std::string bytes(readers::kMaxArticleBytes + 1, '\0');
  from.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(from.gcount()));
  if (from.bad()) return Fail(ErrorCode::kIo, file + ": reading failed; try again");
  if (bytes.size() > readers::kMaxArticleBytes) {
    return Fail(ErrorCode::kInvalidInput, file + ": longer than 16 MiB; cut it");
  }
  return bytes;
}

/// Makes `path`, which must not exist, with `content`.
Result<void> WriteNewFile(const std::string& path, const std::string& content) {
  store::FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!file.is_open() && errno == EEXIST) {
    return Fail(ErrorCode::kInvalidInput,
                path + ": exists already and is not overwritten; name another file");
  }
  if (!file.is_open()) {
    return Fail(ErrorCode::kIo, path + ": " + std::strerror(errno) + "; name another file");
  }
  return store::Guard(path, [&] { store::WriteAll(file.get(), content); });
}

/// The fields that the command line gives. Fails with kInvalidInput.
Result<TemplateFields> FieldsOf(const NewCommand& command) {
  const bool is_case = !command.case_file.empty();
  TemplateFields fields;
  if (!command.lang.empty()) {
    auto tag = base::KnownLanguage(command.lang);
    if (!tag) return Fail(ErrorCode::kInvalidInput, "--lang: " + tag.error().message);
    fields.lang = std::move(*tag);
  }
  const auto kind = ParseKind(!command.kind.empty() ? command.kind : is_case ? "case" : "article");
  if (!kind) return Fail(ErrorCode::kInvalidInput, "--kind: " + kind.error().message);
  fields.kind = *kind;
  const auto audience = ParseAudience(!command.audience.empty() ? command.audience
                                      : is_case                 ? "internal"
                                                                : "public");
  if (!audience) return Fail(ErrorCode::kInvalidInput, "--audience: " + audience.error().message);
  fields.audience = *audience;
  fields.title = base::Trim(command.title);
  fields.products = command.products;
  fields.id = base::Trim(command.id);
  fields.today = base::UtcToday();
  fields.author = command.author.empty() ? Author() : command.author;
  return fields;
}

Result<void> FillFromCase(const NewCommand& command, std::istream& in, TemplateFields& fields) {
  const auto bytes = ReadInput(command.case_file, in);
  if (!bytes) return Fail(bytes.error());
  const auto input = ReadCase(*bytes, command.case_file);
  if (!input) return Fail(input.error());
  if (command.lang.empty()) {
    bool guessed = false;
    fields.lang = CaseLanguage(*input, &guessed);
    fields.lang_remark = guessed ? "guessed from the text" : "as the ticket says";
  }
  CaseKnowledge knowledge;
  if (!command.kb.empty()) {
    auto reader = store::Reader::Open(command.kb, Audience::kInternal);
    if (!reader) return Fail(reader.error());
    auto asked = AskBase(*reader, *input, fields.lang);
    if (!asked) return Fail(asked.error());
    knowledge = std::move(*asked);
  }
  FillDraft(*input, knowledge, fields);
  return {};
}

cli::ExitCode Refuse(cli::Console& console, const Error& error, cli::ExitCode code) {
  console.err << "funnel-indexer: error: " << error.message << '\n';
  return code;
}

cli::Runner AddNew(cli::Options& options) {
  auto command = std::make_shared<NewCommand>();
  options.Add("--lang", "TAG", command->lang,
              "Language of the article and of its headings, such as th or zh-Hant (en, or the "
              "case's)");
  options.Add("--kind", "KIND", command->kind, "article or case");
  options.Add("--title", "TEXT", command->title, "Title");
  options.Add("--product", "NAME", command->products, "Product; may be repeated");
  options.Add("--id", "ID", command->id, "Id, such as print-queue-stuck (made from the title)");
  options.Add("--audience", "TIER", command->audience,
              "public, partner or internal (public; internal for a case)");
  options.Add("--author", "NAME", command->author, "Author (git's user.name, or the user's)");
  options.Add("--output", "FILE", command->output, "File to be made; it must not exist");
  options.Add("--case", "FILE", command->case_file,
              "A mail (.eml or text), a log, or a ticket in JSON; - reads standard input");
  options.Add("--kb", "DIR", command->kb,
              "Knowledge base in which articles similar to the case are looked for");
  return [command](cli::Process& process) { return RunNew(*command, process.console, process.in); };
}

}  // namespace

const cli::Subcommand kNewCommand = {
    .name = "new",
    .description = "Write a template for an article, or a draft from a case",
    .footer =
        "A draft of a case has the symptoms in the customer's own words, the error codes, and\n"
        "guesses marked as such. Addresses, telephone numbers, names and passwords are masked as\n"
        "far as they are recognised: read it before it is published.\n"
        "Examples:\n"
        "  funnel-indexer new --lang th --title 'พิมพ์ไม่ออก' --id print-stuck --output "
        "print-stuck.md\n"
        "  funnel-indexer new --case mail.eml --kb kb --output draft.md",
    .add = AddNew,
};

cli::ExitCode RunNew(const NewCommand& command, cli::Console& console, std::istream& in) {
  auto fields = FieldsOf(command);
  if (!fields) return Refuse(console, fields.error(), cli::ExitCode::kUsage);
  if (!command.case_file.empty()) {
    if (auto filled = FillFromCase(command, in, *fields); !filled) {
      return Refuse(console, filled.error(), cli::ExitCode::kFailed);
    }
  }
  if (fields->id.empty() && !command.output.empty()) {
    fields->id = std::filesystem::path(command.output).stem().string();
  }
  if (fields->id.empty()) fields->id = SuggestId(fields->title);
  const std::string text = RenderTemplate(*fields);
  if (command.output.empty()) {
    console.out << text;
    return cli::ExitCode::kOk;
  }
  if (auto written = WriteNewFile(command.output, text); !written) {
    return Refuse(console, written.error(), cli::ExitCode::kFailed);
  }
  console.err << "wrote " << command.output << '\n';
  return cli::ExitCode::kOk;
}

}  // namespace funnel::draft
