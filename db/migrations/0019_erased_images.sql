-- Both engines read this file. What is kept to take something back is erased when it cannot be taken back any more.

-- When the images and the links that were moved were erased: who merged which records, and when, stays.
alter table merges add column erased_at text;

-- When the images, and the names that were pasted, were erased: what changed hands, and when, stays.
alter table handovers add column erased_at text;
