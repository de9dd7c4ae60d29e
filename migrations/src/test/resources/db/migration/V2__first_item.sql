-- SPDX-License-Identifier: Apache-2.0
INSERT INTO PUBLIC.APPLICATION_ITEM VALUES (1, 'first');
