"""The routes of the pages about the day of who is signed in."""

from mailbridge.doors.web.pages.mine import day, tasks
from mailbridge.doors.web.request.visit import Page, Who

ROWS = (
    Page("GET", "/day", day.show),
    Page("GET", "/tasks", tasks.listed, Who.READER),
    Page("POST", "/tasks", tasks.make),
    Page("POST", "/tasks/{id}", tasks.change),
)
