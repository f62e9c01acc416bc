// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lifecycle/transition.h"

#include <fmt/format.h>

#include <utility>

#include "indexer/base/json.h"
#include "indexer/publish/retired.h"
#include "indexer/store/layout/knowledge_base.h"

namespace funnel::lifecycle {

Transition::Transition(std::unique_ptr<publish::Publish> publish, ArticleVersions versions)
    : publish_(std::move(publish)), versions_(std::move(versions)) {}

Result<Transition> Transition::Open(const std::filesystem::path& dir, const std::string& by) {
  if (const auto current = store::ReadCurrent(dir); !current) return Fail(current.error());
  auto publish = publish::Publish::Open(dir);
  if (!publish) return Fail(publish.error());
  if (!by.empty()) (*publish)->set_by(by);
  auto versions = ArticleVersions::Open(dir);  // Under the lock: what it sees stays so.
  if (!versions) return Fail(versions.error());
  return Transition(std::move(*publish), std::move(*versions));
}

Result<std::vector<store::ArticleVersion>> Transition::VersionsOf(const std::string& id,
                                                                  const std::string& lang) {
  return versions_.Of(id, lang);
}

Result<Moved> Transition::Retire(const store::ArticleVersion& newest) {
  auto article = versions_.Read(newest);
  if (!article) return Fail(article.error());
  publish::RetireByHand(*article);
  return Put(newest, std::move(*article), false);
}

Result<Moved> Transition::Restore(const store::ArticleVersion& newest,
                                  const store::ArticleVersion& version) {
  auto article = versions_.Read(version);
  if (!article) return Fail(article.error());
  article->state = State::kPublished;
  publish::ForgetRetirement(*article);
  auto moved = Put(newest, std::move(*article), true);
  if (moved) moved->from = version.number;
  return moved;
}

Result<Moved> Transition::Put(const store::ArticleVersion& newest, Article article, bool restored) {
  Moved moved{newest.id, newest.lang, newest.number, 0, true, article.audience};
  auto prepared = publish_->Prepare(std::move(article), analyzer_);
  if (!prepared) return Fail(prepared.error());
  prepared->restored = restored;
  const auto outcome = publish_->Put(std::move(*prepared));
  if (!outcome) return Fail(outcome.error());
  moved.changed = *outcome != Outcome::kUnchanged;
  if (moved.changed) ++moved.version;
  return moved;
}

Result<void> Transition::Commit() { return publish_->Commit(); }

void PrintMoved(const std::vector<Moved>& moved, const char* verb, bool json,
                cli::Console& console) {
  if (!json) {
    for (const Moved& one : moved) {
      const std::string name = ArticleName(one.lang, one.id);
      if (!one.changed) {
        console.out << fmt::format("{} is {} already\n", name,
                                   one.from == 0 ? "archived" : "published like that");
      } else if (one.from == 0) {
        console.out << fmt::format("{} {}, now version {}\n", verb, name, one.version);
      } else {
        console.out << fmt::format("{} {} as in version {}, now version {}, for {} readers\n", verb,
                                   name, one.from, one.version, Name(one.audience));
      }
    }
    return;
  }
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
  const auto put = [&](const char* key, std::string_view text) {
    out.Key(key);
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  out.StartArray();
  for (const Moved& one : moved) {
    out.StartObject();
    put("id", one.id);
    put("lang", one.lang);
    out.Key("version");
    out.Uint64(one.version);
    if (one.from != 0) {
      out.Key("from_version");
      out.Uint64(one.from);
    }
    put("audience", Name(one.audience));
    out.Key("changed");
    out.Bool(one.changed);
    out.EndObject();
  }
  out.EndArray();
  console.out << buffer.GetString() << '\n';
}

}  // namespace funnel::lifecycle
