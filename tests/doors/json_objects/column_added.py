"""A program of its own: the column `mood` is added to the table of posts, and to the JSON object;
prints what a post of a discussion says then. Its argument is an empty SQLite file.
"""

import asyncio
import json
import sys
from pathlib import Path

from sqlalchemy import Column, Text, text

from mailbridge.doors.json_objects.discussions import Post
from mailbridge.services.discussions import read
from mailbridge.store.engine import schema
from tests.container import open_container
from tests.services.post_office import PostOffice

schema.posts.append_column(Column("mood", Text, server_default=text("'calm'")))


class MoodyPost(Post):
    mood: str


async def main(file: Path) -> None:
    container = await open_container(f"sqlite:///{file}", file.parent)
    office = await PostOffice(container).open()
    mail = await office.bring("Maria <maria@bloom.example>", "Menu", "Hello")
    page = await read.show_discussion(container, mail.discussion_id or 0)
    print(json.dumps(MoodyPost.of(page.posts[0]).as_json()))
    await container.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
