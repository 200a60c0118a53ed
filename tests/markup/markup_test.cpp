#include "markup/markup.h"

#include "../world/folder.h"
#include "catch/catch.h"
#include "finding/failure.h"

using namespace imprimatur;
using markup::Values;

namespace {

std::string filled(const std::string& html, const Values& values) {
  const world::TestFolder folder;
  world::write_file(folder / "page.html", html);
  return markup::Templates(folder.path()).fill("page", values);
}

}  // namespace

TEST_CASE("a value is escaped for the place it stands in") {
  const Values hostile{{{"X", "<b>\"'&"}, {"URL", "javascript:alert(1)"}}, {}};
  CHECK(filled("<p>{{X}}</p>", hostile) == "<p>&lt;b&gt;&quot;&#39;&amp;</p>");
  CHECK(filled("<p title=\"{{X}}\">", hostile) == "<p title=\"&lt;b&gt;&quot;&#39;&amp;\">");
  CHECK(filled("<a href=\"{{URL}}\">", hostile) == "<a href=\"#\">");
  CHECK(filled("<p style=\"color:{{X}}\">", hostile).find('<', 1) == std::string::npos);
  CHECK(filled("<p>{{X}}</p>", {{{"X", "é €"}}, {}}) == "<p>é €</p>");
}

TEST_CASE("a section is there once for each of its values, which see those around them") {
  const Values values{{{"WHO", "A"}},
                      {{"ROW", {{{{"N", "1"}}, {}}, {{{"N", "2"}, {"WHO", "B"}}, {}}}}}};
  CHECK(filled("{{#ROW}}{{WHO}}{{N}} {{/ROW}}{{#NO}}no{{/NO}}", values) == "A1 B2 ");
  CHECK(filled("{{#S}}yes{{/S}}", {{}, {{"S", markup::shown_if(true)}}}) == "yes");
  CHECK(filled("{{#S}}yes{{/S}}", {{}, {{"S", markup::shown_if(false)}}}).empty());
}

TEST_CASE("a template has the text of others in it, and their places too") {
  const world::TestFolder folder;
  world::write_file(folder / "page.html", "{{>head}}<p>{{X}}</p>{{>head}}");
  world::write_file(folder / "head.html", "<b>{{X}}</b>");
  CHECK(markup::Templates(folder.path()).fill("page", {{{"X", "<"}}, {}}) ==
        "<b>&lt;</b><p>&lt;</p><b>&lt;</b>");
  world::write_file(folder / "page.html", "{{>none}}");
  CHECK_THROWS_AS(markup::Templates(folder.path()), finding::Failure);
}

TEST_CASE("a damaged template, one that is missing and a missing folder are failures") {
  CHECK_THROWS_AS(filled("{{#ROW}}", {}), finding::Failure);
  const world::TestFolder folder;
  CHECK_THROWS_AS(markup::Templates(folder.path()).fill("none", {}), finding::Failure);
  CHECK_THROWS_AS(markup::Templates(folder / "none"), finding::Failure);
}
