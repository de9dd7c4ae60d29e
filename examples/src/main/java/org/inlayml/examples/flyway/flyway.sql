-- SPDX-License-Identifier: Apache-2.0

-- the application's history
SELECT "version", "description"
FROM "flyway_schema_history"
WHERE "version" IS NOT NULL
ORDER BY "installed_rank";

-- what its migrations left
SELECT model_handle, model_type FROM ML.MODEL_CATALOG;

INSERT INTO TICKET (channel, words, open_tickets) VALUES ('phone', 22, 4);

INSERT INTO TICKET (channel, words, open_tickets) VALUES ('mail', 180, 0);

SELECT channel, words, open_tickets, looks_urgent FROM TICKET WHERE urgent IS NULL ORDER BY id;
